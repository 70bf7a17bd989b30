"""Words of posts, bodies and places, by which a run of capitalised words is told from a name."""

from __future__ import annotations

import re

OF_A_POST = frozenset(
    re.findall(
        r"\S+",
        """
        a'r academies academy accommodation accountable accountant acting action addysg adult adults advice
        adviser advisor advisory aelod aelodau agency alliance ambulance analyst and archdeacon archives area
        arolygiaeth arolygwyr arts arweinydd assessment asset assets assistant association assurance attendance
        audit auditor authority benefits bishop blue board body borough branch building bureau business bwrdd
        cabinet cadeirydd cafcass capital care carer carers central centre chair chairman chairperson chairwoman
        chief child children children's church citizen citizens city civic clerk clinical coach college
        comisiynydd commission commissioner commissioners commissioning committee communication communications
        communities community company complaints compliance constable constabulary consultant contract contracts
        control cooperative coordinator coroner corporate corporation council councillor councillors county
        court cultural culture customer customers cyfarwyddwr cymru cyngor data dcs delivery democratic
        department deputy designated development digital diocesan diocese director directorate dirprwy disabled
        district division divisional doctor domestic drainage east eastern economic economy education emergency
        employment energy engagement engineer england english enterprise environment environmental equality
        estate estates european executive external families family federation field finance financial fire first
        food forum foster foundation fraud friends fund funding further general governance government governor
        governors great greater green group growth grŵp guardian gwasanaeth gwasanaethau head headteacher health
        healthwatch healthy heddlu heritage high higher highways hmi hmicfrs home homelessness homes hospital
        hospitals household housing human iechyd improvement inclusion independent industry infants information
        initiative inner insight inspector inspectorate inspectors integrated integration intelligence interim
        internal international investment ireland island islands joint judge junior justice king's land law lead
        leader learning legal leisure liaison libraries library licensing life limited link living local
        looked-after lord ltd major management manager managers managing market maternity mayor medical meeting
        member members mental mid minister ministry minutes mission mobile modern monitoring multi-agency museum
        national neighbourhood network new nhs night north northern nurse nursing observer of office officer
        officers official ofsted older ombudsman operational operations opposition organisation outer overview
        panel parent parental parents parish parks parliament participation partner partners partnership
        partnerships pastor patient patients pennaeth people performance permanence permanent personnel
        petitioner petitioners physical place planning plant police policing policy political pool port
        portfolio preventative prevention prif primary prime principal prison private pro probation procurement
        professional programme programmes project projects property protection providers provision public pupil
        pupils pwyllgor quality queen's rail rector reform regeneration region regional registered registrar
        registration regulator regulatory relations rental repairs representative representatives rescue
        research residential residents resilience resource resources response responsible review reviewing risk
        river road roads royal rural safe safeguarding safer safety school schools science scotland scrutiny
        second secondary secretary section sector secure select senior service services shadow sheriff shire
        sickness skills social society solicitor south southern special specialist sport sports staff standards
        state statutory strategic strategy street student students supervisor support supporting sustainability
        swyddog system systems task teacher teachers team technical technology tenant tenants the third town
        trade trading training transformation transport travel treasurer trust trustee trustees union unit
        unitary united university upon upper urban vice vice-chair victim victims village violence virtual voice
        voluntary volunteers wales ward warden waste water welfare welsh west western whole widening women
        women's women’s work worker workers workforce working works y young youth yr
        """,
    )
)
"""In small letters, English and Welsh. A run of capitalised words that has one of them is no bare name."""
