"""Document -> Paper and Records: what a paper says, each value with its place."""
