"""
Decide whether a document is a new version, and if not, why not.
"""
