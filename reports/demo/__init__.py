"""The demonstration case: two fictional councils under a notice each, loaded through the application's own services.

It lives in the topmost application because it draws on all of them (docs/adr/0013-demonstration-case.md).
"""
