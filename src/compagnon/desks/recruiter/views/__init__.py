"""What a recruiter may ask for, by noun."""
