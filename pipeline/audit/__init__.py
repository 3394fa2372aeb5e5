"""What makes protection checkable: the trail, samples, sign-offs, registers, disclosure and the report."""
