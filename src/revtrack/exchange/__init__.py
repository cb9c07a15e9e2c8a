"""
Read and write other tools' formats.
"""
