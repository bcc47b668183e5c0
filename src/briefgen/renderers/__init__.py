"""From a storyboard to the bytes of an output file."""
