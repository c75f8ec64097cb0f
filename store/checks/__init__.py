"""What does not add up: rules as data and small functions, and the findings that the store keeps of them.

A rule compares what a form prints with itself, or forms with each other. It must not repair or judge: where a person's
judgement is needed, a finding is a 疑点, a question to ask, with its figures and cells. Importing the package imports
none of the rules: who reads findings needs none.
"""
