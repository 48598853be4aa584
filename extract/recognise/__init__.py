"""Components of the spaCy pipeline: each finds one kind of thing in the text and keeps it as a group of spans."""
