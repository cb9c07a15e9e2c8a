"""
Draw timelines as pages, feeds and structured data.
"""
