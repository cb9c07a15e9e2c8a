"""
Run visits on one machine's cores or on a cluster, through one interface: `concurrent.futures.Executor`.
"""
