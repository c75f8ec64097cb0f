"""How an answer is said, in Chinese and in English. The phrases are data, in zh.ini and en.ini.

Owns the choice of a phrase, its plural, and how values are written. It must not decide what is said.
"""
