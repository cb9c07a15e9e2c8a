"""
Find an outlet's own correction notes and read what they claim.
"""
