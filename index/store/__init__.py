"""Articles with all that is known of them, on disk: what is added is there, whole, or it is not."""
