"""
Apply the rules of the handbook and an outlet's profile, and make findings.
"""
