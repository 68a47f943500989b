"""Other tools' formats, one file each: read into a draft of a debate, and written from one."""
