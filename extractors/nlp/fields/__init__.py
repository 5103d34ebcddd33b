"""Facts by family of fields; each module turns passages into drafts."""
