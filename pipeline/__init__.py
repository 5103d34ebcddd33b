"""The program: what is done with the stages. Read pipeline/run.py first."""
