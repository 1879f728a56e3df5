"""What went wrong, told so that it teaches: the problem that an error comes to.

``problem`` makes it of an exception; ``rules`` is the table of the errors that are known, each explained in the file
of its subject. Nothing of this is imported until something is wrong.
"""
