"""The screens: the conversation, a form with its cited line, a choice of sources, help."""
