"""`python -m assistant.cli`: the command line where no `jiwen` is on the path."""

from assistant.cli import main

main()
