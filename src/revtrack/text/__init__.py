"""
Know the small things about written language that several stages need.

Tokens, sentences, numbers as values, dates, names.

Pure functions of strings; the tables of words live in data files. What a
change or a note means is decided further up.
"""
