"""Other tools' formats, one file each: read into a coded debate, and written from one."""
