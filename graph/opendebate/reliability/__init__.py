"""Agreement of coders: do several codings of one text say the same, field by field?"""
