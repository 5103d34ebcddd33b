"""What a run remembers: finished work, so that nothing is done twice and a killed run goes on."""
