"""From the bytes of a file to an article: one module an arrow, plain values in and out."""
