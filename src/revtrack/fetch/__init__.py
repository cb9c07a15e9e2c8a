"""
Ask servers, politely and within bounds.
"""
