"""Walking through the whole product: who is there, and every address there is."""
