"""First names that people in Britain often have: with one of them a pair of capitalised words is surely a person."""

from __future__ import annotations

import re

GIVEN_NAMES = frozenset(
    re.findall(
        r"\S+",
        """
        aaron abdul abigail adam adrian ahmed aisha alan alastair albert alex alexander alexandra alfie ali
        alice alison alistair allan amanda amber amelia amina amir amy ana andrea andrew andy angela angus anita
        ann anna anne annette anthony antony anwen aoife archie arthur asha ashley ava barbara barry beatrice
        becky ben benjamin bernard beth bethan bethany beverley bill billy bob brenda brian bridget bronwen
        bryan caitlin callum cameron carl carla carol caroline carolyn carys catherine cathy catrin ceri charles
        charlie charlotte chris christian christina christine christopher ciaran claire clare clive colette
        colin connor conor craig cynthia daisy dan daniel daniella danielle danny darren dave david dawn dean
        debbie deborah delyth denise dennis derek diana diane dilys dominic donald donna doreen dorothy douglas
        duncan dylan eddie edward edwin eileen eilidh elaine eleanor elen eleri elizabeth ella ellen ellie
        elliot elsie emily emma emyr eric erin ethan evan eve evelyn faith farah fatima felicity finn fiona
        florence fran frances francesca francis frank fred frederick freya gail gareth garry gary gavin gemma
        geoff geoffrey george georgia georgina gerald gerard gethin gillian gladys glenn glenys gordon grace
        graeme graham grant greg gregory guy gwen gwyn hannah harriet harry hassan hayley hazel heather helen
        henry hilary holly howard hugh humphrey huw iain ian ibrahim ifan imran irene iris isaac isabel isabella
        isla ivan ivy jack jackie jacob jacqueline jade jake james jamie jan jane janet janice jasmine jason jay
        jayne jean jeff jeffrey jemma jennifer jenny jeremy jess jessica jill jim jo joan joanna joanne joe joel
        john jon jonathan jordan joseph josephine josh joshua joyce judith judy julia julian julie june justin
        karen karl kate katherine kathleen kathryn katie katrina kay keith kelly ken kenneth kerry kevin khadija
        kieran kim kirsty kyle laura lauren laurence lawrence leanne lee leo leon leonard lesley leslie lewis
        liam lily linda lindsay lisa liz llinos lloyd lorna lorraine louis louise lowri lucy luke lydia lynn
        lynne madeleine maggie maisie malcolm mandy marcus margaret maria marian marie marilyn marion mark
        martha martin martyn mary maryam matt matthew maureen maurice max maxine megan mehmet melanie melissa
        mia michael michelle mick miguel mike mohamed mohammad mohammed moira molly monica morag morgan muhammad
        muriel nadia nancy naomi natalie natasha nathan neil nia niall niamh nicholas nick nicola nicole nigel
        nina noah noel nora norma norman oliver olivia omar oscar owain owen pam pamela pat patricia patrick
        paul paula pauline penelope penny pete peter phil philip phillip phoebe poppy priya rachel ralph raymond
        rebecca reg rhian rhiannon rhodri rhys richard rita rob robert roberta robin rod roger ronald rory
        rosalind rose rosemary rosie ross roy ruby rupert russell ruth ryan sadie sally sam samantha samuel
        sandra sanjay sara sarah saskia scott sean sebastian shane sharon shaun sheila shirley sian simon
        siobhan siân sofia sonia sophia sophie stacey stanley stella stephanie stephen steve steven stewart
        stuart sue sunita susan suzanne sybil sylvia tanya tara ted terence teresa terry thelma theo theresa
        thomas tim timothy tina toby tom tony tracey tracy trevor umar valerie vanessa vera veronica vicky
        victor victoria vincent viola violet vivien wayne wendy wesley will william winifred yasmin yusuf yvonne
        zachary zahra zara zoe
        """,
    )
)
"""In small letters."""
