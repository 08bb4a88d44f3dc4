"""The pages of the wizard, for an application to put behind its own door: each is the second base of a page of its own.

class CheckImport(OneOfOurImports, steps.CheckImport): ...
"""
