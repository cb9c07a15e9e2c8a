"""
Write other tools' formats: one module a format; each takes values and writes to a stream or folder.
"""
