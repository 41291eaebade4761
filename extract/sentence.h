/* Sentences, paragraphs and table rows of a text. Called by the document reader; a step of its own because Korean news
 * needs rules of its own: full stops without a space behind them, quotation marks that do not match, speech of several
 * sentences that stays one.
 */
#ifndef MAEK_EXTRACT_SENTENCE_H
#define MAEK_EXTRACT_SENTENCE_H

#include "extract/document.h"

/* Fills sentences, paragraphs and rows of a document whose text is set. */
void maek_sentences_find(struct maek_arena *arena, struct maek_document *document);

#endif
