"""
Read and write the web archives' own formats: WARC, ARC, WACZ, CDX(J).
"""
