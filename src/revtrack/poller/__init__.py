"""
Decide whom to ask next, and keep the promises made to hosts.
"""
