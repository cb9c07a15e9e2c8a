"""
Join each claim of a note to the words it corrects.
"""
