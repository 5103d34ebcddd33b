"""Readers: from the bytes of a file to pages with words, rulings and pictures, or to decoded text."""
