"""Documents that are not plain text: the text of HTML, DOCX and PDF, with the cells of their tables kept."""
