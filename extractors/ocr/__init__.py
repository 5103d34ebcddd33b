"""OCR: from a page image to words with boxes and confidences, and to ruling lines and pictures."""

import os

# Wheels of onnxruntime from 1.29 on report their use to its maker unless this is set before they are imported.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
