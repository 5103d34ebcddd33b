"""Page segmentation of jipyo's own engine: from a straight grey page to its lines of print."""
