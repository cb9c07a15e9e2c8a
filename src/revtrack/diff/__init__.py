"""
Show exactly what changed between two documents.
"""
