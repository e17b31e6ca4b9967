"""Reporting verbs: the words by which an article says that somebody says or thinks something."""

import re

_REGULAR = """
accus affirm ajout alert analys annonc appui argu argument articul assen assén assur attest avanc balay balai blagu
calcul certifi clam claironn comment confess confi confirm conseill constat critiqu déclar décrypt défend demand
déplor dénonc détaill diagnostiqu dout emport énonc énumèr espèr estim exig expliqu exhort fulmin gliss grinc grogn
hasard illustr imagin indiqu insist interrog invoqu ironis jubil jug jur justifi lâch lanc martel martèl menac mentionn
minimis murmur not nuanc objec objet observ pari pens persifl pest philosoph plaid plaisant postul précis préconis
présum protest prophétis raconte racont raill rappel rappell rapport rassur réaffirm réclam recommand redout réfut
regrett relativis relèv relev remarqu renchér répèt répét répliqu reproch rétorqu révèl rigol salu siffl signal
souffl souhait soulign soupçonn soupir suggèr suggér suppos témoign tempêt tempèr tempér théoris tonn tranch vant
"""
"""Stems of French verbs in -er."""

_OTHER = """
admet admettait admis avertit avertissait averti conclut concluait conclu concède concédait considère considérait
convient convenait convenu craint craignait croit croyait décrit décrivait dit disait écrit écrivait
fait\\svaloir garantit maintient maintenait poursuit poursuivait poursuivi prédit prédisait prétend prétendait
prévient prévenait prévenu prévoit prévoyait promet promettait promis réagit reconnaît reconnait reconnaissait
reconnu redit refuse renchérit répond répondait répondu reprend résume résumait résumé rit riait sait savait
sourit souriait soutient soutenait soutenu souvient veut voit alarme amuse agace désole étonne indigne inquiète
acknowledges acknowledged adds added admits admitted argues argued believes believed claims claimed concedes
conceded concludes concluded explains explained fears feared hopes hoped insists insisted notes noted predicts
predicted promises promised recalls recalled reckons reckoned replies replied said says suggests suggested tells
thinks thought told warned warns writes wrote
"""
"""Forms in the third person of other French verbs, and of English ones."""

REPORTING_VERB = re.compile(
    rf"\b(?:(?:{'|'.join(_REGULAR.split())})(?:e|ent|ait|aient|a|èrent|ée?)|{'|'.join(_OTHER.split())})\b",
    re.IGNORECASE,
)
"""A form in the third person, or a participle, of a French or English reporting verb."""
