"""
Serve the same pages live, and the editors' desk.
"""
