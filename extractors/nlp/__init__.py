"""Korean text: tokens, mentions, status, subjects, facts."""
