"""From stored facts and sentences to records: catalogues, rule packs, the engine that applies them."""
