"""
Turn bytes into a document.
"""
