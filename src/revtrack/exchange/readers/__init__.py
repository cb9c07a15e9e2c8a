"""
Read other tools' data: one module a format, each with `read(source, options)`.
"""
