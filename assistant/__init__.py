"""The conversation: words -> query -> answer -> faces (command line, terminal UI). Built on `store`."""
