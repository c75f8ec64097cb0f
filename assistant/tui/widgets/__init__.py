"""What the screens are made of, a module a widget. None of them opens a store or a file."""
