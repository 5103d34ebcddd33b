"""`jipyo searchable`: a copy of a scan with its words, invisible, exactly behind the print."""
