"""The roadmap as a Word file that people can go on writing in: same content, same order."""
