"""From a document to its content model: an ordered list of steps, each in a module of its own."""
