/**
 * Large language models as translators, through LangChain4j: the models, what they are told, and
 * how strictly their answers are read.
 */
package dev.palimpsest.transforms.translate.llm;
