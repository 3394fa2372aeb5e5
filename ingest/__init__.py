"""Read what people hold: transcripts, manifest, roster and codings made elsewhere."""
